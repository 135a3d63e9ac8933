package org.breakroom.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Tells PostgreSQL at the beginning of each transaction who looks. No viewer, or no transaction, means no rows. */
@Component
class WallListener implements TransactionExecutionListener {
    private final DataSource source;

    WallListener(DataSource source) {
        this.source = source;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null) {
            if (Everything.bound()) {
                bind("", true, true);
            } else {
                Viewer.current().ifPresent(v -> bind(list(v), v.countsEverywhere(), false));
            }
        }
    }

    /** Digits and commas only, by construction. */
    static String list(Viewer viewer) {
        return viewer.locals().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void bind(String locals, boolean counts, boolean everything) {
        Connection connection = DataSourceUtils.getConnection(source);
        try (var call = connection.prepareStatement("select view_as(?, ?, ?)")) {
            call.setString(1, locals);
            call.setBoolean(2, counts);
            call.setBoolean(3, everything);
            call.execute();
        } catch (SQLException e) {
            throw new CannotCreateTransactionException("the viewer could not be bound", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }
}
