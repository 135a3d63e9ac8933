package planted.conversation;

public class Talks {}
