package org.breakroom.access;

/**
 * The one way past the wall: transactions begun inside see every local's rows. For making demo data and for rebuilding
 * and checking counts; a shape test names the callers.
 */
public final class Everything {
    private static final ScopedValue<Boolean> BOUND = ScopedValue.newInstance();

    private Everything() {}

    public static <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(BOUND, true).call(work);
    }

    static boolean bound() {
        return BOUND.isBound();
    }
}
