package planted.leaky;

/** A house with a leak: one room reaches into the inside of another. */
@org.springframework.modulith.Modulithic
public class Leaky {}
