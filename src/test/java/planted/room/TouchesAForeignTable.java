package planted.room;

public class TouchesAForeignTable {
    Object table() {
        return org.breakroom.db.Tables.CONVERSATION;
    }
}
