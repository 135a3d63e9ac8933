package planted.leaky.one;

public class Reaches {
    planted.leaky.two.inner.Hidden hidden = new planted.leaky.two.inner.Hidden();
}
