package planted.goal;

/** A counting room that reads a doing room: the hourglass forbids it. */
public class Counts {
    planted.conversation.Talks talks = new planted.conversation.Talks();
}
