package org.breakroom.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows by COPY into a temporary table of this transaction: the way of bulk that row security allows. */
public final class Copy implements AutoCloseable {
    private static final int FLUSH_AT = 1 << 16;

    private final StringBuilder text = new StringBuilder(FLUSH_AT + 4096);
    private final CopyIn copy;

    public Copy(DSLContext sql, String table, String columns) {
        sql.execute("create temporary table " + table + " (" + columns + ") on commit drop");
        this.copy = sql.connectionResult(c -> begin(c, table));
    }

    private static CopyIn begin(Connection connection, String table) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
    }

    public void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            append(values[i]);
        }
        text.append('\n');
        if (text.length() >= FLUSH_AT) {
            flush();
        }
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        var s = value.toString();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\0' -> text.append(' ');
                default -> text.append(c);
            }
        }
    }

    private void flush() {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        flush();
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
