import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.*;
import org.jooq.meta.jaxb.Configuration;

/** Migrates a throw-away PostgreSQL and writes the jOOQ classes of its tables, unless neither changed since the last time. */
public class GenerateJooq {
    static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    /** Tables that a library owns and reads by its own SQL. */
    static final String FOREIGN =
            "flyway_schema_history|spring_session.*|scheduled_tasks|user_entities|user_credentials";

    public static void main(String[] args) throws Exception {
        var out = Path.of(args[0]);
        var stamp = out.resolve(".migrations");
        var hash = hash();
        if (Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
            return;
        }
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.ERROR);
        try (var pg = EmbeddedPostgres.builder().start()) {
            var ds = pg.getPostgresDatabase();
            try (var c = ds.getConnection();
                    var s = c.createStatement()) {
                s.execute("create role breakroom_app");
            }
            Flyway.configure()
                    .dataSource(ds)
                    .placeholders(Map.of("app", "breakroom_app"))
                    .locations("filesystem:" + MIGRATIONS)
                    .load()
                    .migrate();
            new GenerationTool() {
                {
                    setDataSource(ds);
                }
            }.run(new Configuration()
                    .withLogging(Logging.WARN)
                    .withGenerator(new Generator()
                            .withDatabase(new Database()
                                    .withName("org.jooq.meta.postgres.PostgresDatabase")
                                    .withInputSchema("public")
                                    .withOutputSchemaToDefault(true)
                                    .withIncludeRoutines(false)
                                    .withExcludes(FOREIGN))
                            .withGenerate(new Generate()
                                    .withRecords(true)
                                    .withPojos(false)
                                    .withDaos(false)
                                    .withGeneratedAnnotation(false)
                                    .withJavadoc(false)
                                    .withGlobalObjectReferences(true)
                                    .withImplicitJoinPathsToMany(false))
                            .withTarget(new Target()
                                    .withPackageName("org.breakroom.db")
                                    .withDirectory(out.toString())
                                    .withClean(true))));
        }
        Files.writeString(stamp, hash);
    }

    static String hash() throws Exception {
        var d = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(MIGRATIONS)) {
            for (var f : files.filter(Files::isRegularFile).sorted().toList()) {
                d.update(f.toString().getBytes());
                d.update(Files.readAllBytes(f));
            }
        }
        d.update(Files.readAllBytes(Path.of("src/build/java/GenerateJooq.java")));
        return HexFormat.of().formatHex(d.digest());
    }
}
