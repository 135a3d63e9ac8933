package org.breakroom.matching;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Shares tasks among threads; what comes out must not depend on which thread took which. */
final class Workers {
    /** As many as a machine of ours has cores to spare for one file. */
    static final int USUAL = Math.min(2, Runtime.getRuntime().availableProcessors());

    private Workers() {}

    /**
     * Does tasks 0 to count - 1.
     *
     * @param each makes what one thread works with
     */
    static void share(int threads, int count, Supplier<IntConsumer> each) {
        var next = new AtomicInteger();
        var failed = new ConcurrentLinkedQueue<RuntimeException>();
        Runnable work = () -> {
            try {
                var task = each.get();
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (RuntimeException e) {
                failed.add(e);
            }
        };
        var others = new ArrayList<Thread>();
        for (int t = 1; t < Math.min(threads, count); t++) {
            others.add(Thread.ofPlatform().name("matching-" + t).start(work));
        }
        work.run();
        for (var other : others) {
            join(other);
        }
        var wrong = failed.poll();
        if (wrong != null) {
            throw wrong;
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
