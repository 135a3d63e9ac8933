package org.breakroom.matching;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A peer to be measured against: the usual linker after Fellegi and Sunter, with fields taken as independent, as SQL on
 * DuckDB. Nine blocking rules, levels of agreement with term frequencies of names, u from chance pairs, m by expectation
 * maximisation over the counted patterns, the best link of each roster row.
 */
final class DuckReference {
    private static final int ROUNDS = 20;

    /** Fields and how many levels each has; the last says that they differ, -1 that one is missing. */
    private static final Map<String, Integer> LEVELS = levels();

    private DuckReference() {}

    private static Map<String, Integer> levels() {
        var levels = new java.util.LinkedHashMap<String, Integer>();
        levels.put("first", 4);
        levels.put("last", 4);
        levels.put("mi", 2);
        levels.put("dob", 3);
        levels.put("phone", 3);
        levels.put("email", 2);
        levels.put("address", 4);
        levels.put("zip", 2);
        return levels;
    }

    private static final List<String> RULES = List.of(
            "l.phone = r.phone",
            "l.email = r.email",
            "l.last = r.last and l.first = r.first and l.zip = r.zip",
            "l.house = r.house and l.street = r.street and l.zip = r.zip",
            "l.dob = r.dob and l.last[:2] = r.last[:2]",
            "l.dob = r.dob and l.first[:2] = r.first[:2] and l.zip = r.zip",
            "l.house = r.house and l.street = r.street and l.first = r.first",
            "l.last[:3] = r.last[:3] and l.first[:2] = r.first[:2] and l.zip = r.zip",
            "l.last = r.first and l.first = r.last and l.zip = r.zip");

    private static final String PATTERN = """
            case when l.first is null or r.first is null then -1 when l.first = r.first then 0
              when jaro_winkler_similarity(l.first, r.first) >= 0.92 then 1
              when jaro_winkler_similarity(l.first, r.first) >= 0.8 then 2 else 3 end as first_,
            case when l.last is null or r.last is null then -1 when l.last = r.last then 0
              when jaro_winkler_similarity(l.last, r.last) >= 0.92 then 1
              when jaro_winkler_similarity(l.last, r.last) >= 0.8 then 2 else 3 end as last_,
            case when l.mi is null or r.mi is null then -1 when l.mi = r.mi then 0 else 1 end as mi_,
            case when l.dob is null or r.dob is null then -1 when l.dob = r.dob then 0
              when damerau_levenshtein(l.dob, r.dob) <= 1 then 1 else 2 end as dob_,
            case when l.phone is null or r.phone is null then -1 when l.phone = r.phone then 0
              when damerau_levenshtein(l.phone, r.phone) <= 1 then 1 else 2 end as phone_,
            case when l.email is null or r.email is null then -1 when l.email = r.email then 0 else 1 end as email_,
            case when l.street is null or r.street is null then -1
              when l.house = r.house and l.street = r.street then 0
              when l.house = r.house and jaro_winkler_similarity(l.street, r.street) >= 0.88 then 1
              when l.street = r.street then 2 else 3 end as address_,
            case when l.zip is null or r.zip is null then -1 when l.zip = r.zip then 0 else 1 end as zip_
            """;

    /** Links two files and writes left id, right id and score. */
    static void link(Path left, Path right, Path out) throws SQLException, IOException {
        try (var c = DriverManager.getConnection("jdbc:duckdb:")) {
            run(c, "set threads = 2");
            load(c, "roster", left);
            load(c, "members", right);
            var pairs = new StringJoiner(" union ");
            RULES.forEach(rule -> pairs.add("select l.n as a, r.n as b from roster l join members r on " + rule));
            run(c, "create table pairs as " + pairs);
            run(c, """
                    create table compared as select a, b, l.first as f, l.last as s, %s
                    from pairs join roster l on l.n = a join members r on r.n = b
                    """.formatted(PATTERN));
            weigh(c);
            run(c, """
                    copy (
                      select l.id as left_id, r.id as right_id, p as score
                      from (
                        select a, arg_max(b, w) as b, 1 / (1 + pow(2, -max(w))) as p
                        from (
                          select a, b, weight
                            + case when first_ = 0 then log2(weights.uf / greatest(tf.share, 1e-5)) else 0 end
                            + case when last_ = 0 then log2(weights.us / greatest(ts.share, 1e-5)) else 0 end as w
                          from compared join weights using (first_, last_, mi_, dob_, phone_, email_, address_, zip_)
                          left join tf on tf.name = f left join ts on ts.name = s)
                        group by a) best
                      join roster l on l.n = a join members r on r.n = b
                      where p >= 0.5)
                    to '%s' (header)
                    """.formatted(out));
        }
    }

    private static void load(Connection c, String table, Path file) throws SQLException {
        run(c, """
                create table %s as
                select row_number() over () as n, id, nullif(lower(first), '') as first, nullif(lower(mi), '') as mi,
                  nullif(lower(last), '') as last, nullif(dob, '') as dob, nullif(zip, '') as zip,
                  nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '') as phone, nullif(lower(email), '') as email,
                  regexp_extract(address, '^[0-9]+') as house,
                  regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                    regexp_replace(regexp_replace(lower(address), '^[0-9]+ ', ''), ' apt .*$', ''),
                    ' street$', ' st'), ' avenue$', ' ave'), ' road$', ' rd'), ' drive$', ' dr'), ' lane$', ' ln'),
                    ' court$', ' ct') as street
                from read_csv('%s', header = true, all_varchar = true)
                """.formatted(table, file));
    }

    /** Learns what each pattern weighs. */
    private static void weigh(Connection c) throws SQLException {
        var fields =
                String.join(", ", LEVELS.keySet().stream().map(f -> f + "_").toList());
        run(c, """
                create table chance as select %s from
                  (select *, row_number() over () as k from roster using sample 1000 rows (reservoir, 1)) l,
                  (select *, row_number() over () as k from members using sample 1000 rows (reservoir, 1)) r
                """.formatted(PATTERN));
        var counted = patterns(c, "select " + fields + ", count(*) from compared group by all");
        var u = shares(patterns(c, "select " + fields + ", count(*) from chance group by all"), p -> 1.0);
        double all = one(c, "select (select count(*) from roster)::double * (select count(*) from members)");
        double share =
                0.5 * one(c, "select least((select count(*) from roster), (select count(*) from members))") / all;
        var m = new HashMap<String, double[]>();
        LEVELS.forEach((field, levels) -> {
            var of = new double[levels];
            Arrays.fill(of, 0.15 / (levels - 1));
            of[0] = 0.85;
            m.put(field, of);
        });
        for (int round = 0; round < ROUNDS; round++) {
            double now = share;
            double sum = 0;
            for (var pattern : counted.entrySet()) {
                sum += pattern.getValue() * probability(pattern.getKey(), m, u, now);
            }
            m.putAll(shares(counted, p -> probability(p, Map.copyOf(m), u, now)));
            share = sum / all;
        }
        run(
                c,
                "create table weights ("
                        + String.join(
                                " int, ",
                                LEVELS.keySet().stream().map(f -> f + "_").toList())
                        + " int, weight double, uf double, us double)");
        try (var rows = c.prepareStatement("insert into weights values (" + "?, ".repeat(LEVELS.size()) + "?, ?, ?)")) {
            for (var pattern : counted.keySet()) {
                for (int i = 0; i < LEVELS.size(); i++) {
                    rows.setInt(i + 1, pattern.get(i));
                }
                double p = probability(pattern, m, u, share);
                rows.setDouble(LEVELS.size() + 1, Math.log(p / Math.max(1 - p, 1e-15)) / Math.log(2));
                rows.setDouble(LEVELS.size() + 2, u.get("first")[0]);
                rows.setDouble(LEVELS.size() + 3, u.get("last")[0]);
                rows.addBatch();
            }
            rows.executeBatch();
        }
        run(
                c,
                "create table tf as select first as name, count(*) / sum(count(*)) over () as share from members group by 1");
        run(
                c,
                "create table ts as select last as name, count(*) / sum(count(*)) over () as share from members group by 1");
    }

    private static double probability(
            List<Integer> pattern, Map<String, double[]> m, Map<String, double[]> u, double share) {
        double same = share;
        double other = 1 - share;
        int i = 0;
        for (var field : LEVELS.keySet()) {
            int level = pattern.get(i++);
            if (level >= 0) {
                same *= m.get(field)[level];
                other *= u.get(field)[level];
            }
        }
        return same / (same + other);
    }

    private static Map<String, double[]> shares(
            Map<List<Integer>, Long> counted, java.util.function.ToDoubleFunction<List<Integer>> weight) {
        var shares = new HashMap<String, double[]>();
        LEVELS.forEach((field, levels) -> {
            var of = new double[levels];
            Arrays.fill(of, 0.5);
            shares.put(field, of);
        });
        counted.forEach((pattern, count) -> {
            double w = count * weight.applyAsDouble(pattern);
            int i = 0;
            for (var field : LEVELS.keySet()) {
                int level = pattern.get(i++);
                if (level >= 0) {
                    shares.get(field)[level] += w;
                }
            }
        });
        shares.values().forEach(of -> {
            double total = Arrays.stream(of).sum();
            Arrays.setAll(of, i -> of[i] / total);
        });
        return shares;
    }

    private static Map<List<Integer>, Long> patterns(Connection c, String query) throws SQLException {
        var counted = new HashMap<List<Integer>, Long>();
        try (var statement = c.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                var pattern = new Integer[LEVELS.size()];
                for (int i = 0; i < pattern.length; i++) {
                    pattern[i] = rows.getInt(i + 1);
                }
                counted.put(List.of(pattern), rows.getLong(pattern.length + 1));
            }
        }
        return counted;
    }

    private static double one(Connection c, String query) throws SQLException {
        try (var statement = c.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    private static void run(Connection c, String command) throws SQLException {
        try (var statement = c.createStatement()) {
            statement.execute(command);
        }
    }

    /** As a program of its own: left, right, out. */
    public static void main(String[] args) throws SQLException, IOException {
        link(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    }
}
