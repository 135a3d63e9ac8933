package planted.leaky.two.inner;

public class Hidden {}
