package org.breakroom.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Connects the application: Flyway as the owner, everything else under the role that owns nothing. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Beside a running server the shell's commands use that server's database; alone they start their own. */
    @Bean(destroyMethod = "close")
    static Database database(
            @Value("${breakroom.data}") String folder,
            @Value("${breakroom.database-url:}") String url,
            @Value("${breakroom.shell:false}") boolean shell) {
        var path = Path.of(folder);
        return shell ? Database.running(path).orElseGet(() -> Database.open(path, url)) : Database.open(path, url);
    }

    @Bean
    static JdbcConnectionDetails jdbcConnectionDetails(Database database) {
        var address = database.address();
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return address.app();
            }

            @Override
            public String getPassword() {
                return address.appPassword();
            }

            @Override
            public String getJdbcUrl() {
                return address.jdbc();
            }
        };
    }

    @Bean
    static FlywayConnectionDetails flywayConnectionDetails(Database database) {
        var address = database.address();
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return address.owner();
            }

            @Override
            public String getPassword() {
                return address.password();
            }

            @Override
            public @Nullable String getJdbcUrl() {
                return address.jdbc();
            }
        };
    }

    /** Named here because Boot makes none where another kind of transaction operations, the sessions', exists. */
    @Bean
    @Primary
    static TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    static FlywayConfigurationCustomizer placeholders(Database database) {
        return flyway -> flyway.placeholders(Map.of("app", database.address().app()));
    }

    /** The embedded server serves one process, so work that is still held was held by one that died: it goes on at once. */
    private static void free(DataSource source) {
        try (var c = source.getConnection();
                var s = c.createStatement()) {
            s.execute(
                    "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked");
        } catch (SQLException e) {
            throw new CannotStart("The work of a process that died could not be taken up: " + e.getMessage(), e);
        }
    }

    @Bean
    static FlywayMigrationStrategy migration(Database database) {
        return flyway -> {
            if (database.keeper()) {
                flyway.migrate();
                if (database.embedded()) {
                    free(flyway.getConfiguration().getDataSource());
                }
            }
        };
    }
}
