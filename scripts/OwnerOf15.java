import java.sql.DriverManager;

/** Makes what an administrator of an external server would: an owner who may create roles, and an empty database of hers. */
class OwnerOf15 {
    static void main(String[] args) throws Exception {
        var at = args[0].replaceFirst("postgresql://[^@]*@", "");
        try (var c = DriverManager.getConnection("jdbc:postgresql://" + at, "postgres", "owner");
                var s = c.createStatement()) {
            s.execute("create role breakroom_owner login createrole password 'owner'");
            s.execute("create database breakroom owner breakroom_owner");
        }
    }
}
