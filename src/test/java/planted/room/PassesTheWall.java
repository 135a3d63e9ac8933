package planted.room;

public class PassesTheWall {
    String all() {
        return org.breakroom.access.Everything.call(() -> "everyone");
    }
}
