package org.breakroom.goal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Prints the federation's board from the shell: counts, no person. */
@Component
public class GoalsShell {
    private final Goals goals;
    private final FederationClock clock;
    private final TransactionTemplate transaction;

    GoalsShell(Goals goals, FederationClock clock, TransactionTemplate transaction) {
        this.goals = goals;
        this.clock = clock;
        this.transaction = transaction;
    }

    public Map<String, Object> board() {
        var board = Viewer.ofCounts().call(() -> transaction.execute(t -> goals.federation()));
        var out = new LinkedHashMap<String, Object>();
        out.put("year", board.year().label());
        out.put("as_of", clock.now().toString());
        out.putAll(counts(board.count()));
        out.put(
                "divisions",
                board.divisions().stream().map(GoalsShell::division).toList());
        return out;
    }

    private static Map<String, Object> division(Goals.DivisionLine d) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", d.name());
        out.putAll(counts(d.count()));
        List<Map<String, Object>> locals = d.locals().stream()
                .map(l -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("local", l.local().number());
                    line.put("name", l.local().name());
                    line.putAll(counts(l.count()));
                    return line;
                })
                .toList();
        out.put("locals", locals);
        return out;
    }

    private static Map<String, Object> counts(Goals.Count c) {
        var out = new LinkedHashMap<String, Object>();
        out.put("members", c.members());
        out.put("talked", c.talked());
        out.put("acted", c.acted());
        out.put("activists", c.activists());
        out.put("recommitted", c.recommitted());
        return out;
    }
}
