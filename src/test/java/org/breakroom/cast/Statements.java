package org.breakroom.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.springframework.boot.test.context.TestComponent;

/**
 * Sees every statement that jOOQ sends while the suite runs, and counts those of one page: what the test's own thread
 * sends, for jobs work beside it at any time.
 */
@TestComponent
public class Statements implements ExecuteListener, ExecuteListenerProvider {
    private static final long serialVersionUID = 1L;

    private static final Set<String> ALL = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<List<String>> COUNTING = new ThreadLocal<>();

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        var sql = context.sql();
        if (sql == null) {
            return;
        }
        if (fromTheApplication()) {
            ALL.add(sql);
        }
        var list = COUNTING.get();
        if (list != null) {
            list.add(sql);
        }
    }

    /** A test's own questions to the database are not the application's. */
    private static boolean fromTheApplication() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(c -> c.startsWith("org.breakroom."))
                        .filter(c -> !c.startsWith("org.breakroom.cast.Statements"))
                        .findFirst())
                .filter(c -> !c.endsWith("Test")
                        && !c.startsWith("org.breakroom.cast.")
                        && !c.startsWith("org.breakroom.demo."))
                .isPresent();
    }

    public void start() {
        COUNTING.set(new ArrayList<>());
    }

    public List<String> stop() {
        var list = COUNTING.get();
        COUNTING.remove();
        return list == null ? List.of() : List.copyOf(list);
    }

    public Set<String> all() {
        return Set.copyOf(ALL);
    }
}
