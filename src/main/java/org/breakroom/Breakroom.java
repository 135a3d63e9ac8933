package org.breakroom;

import java.time.Clock;
import org.breakroom.database.CannotStart;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Starts Breakroom: the server, the demo, or one command of the shell (see the script {@code breakroom}). */
@SpringBootApplication
public class Breakroom {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] args) {
        var command = Command.read(args);
        if (command.done()) {
            System.exit(command.exit());
        }
        try {
            var context = new SpringApplicationBuilder(Breakroom.class)
                    .bannerMode(Banner.Mode.OFF)
                    .web(command.web())
                    .logStartupInfo(false)
                    .profiles(command.profiles())
                    .properties(command.properties())
                    .run();
            if (!command.stays()) {
                int exit = command.execute(context);
                context.close();
                System.exit(exit);
            }
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CannotStart) {
                    System.err.println(cause.getMessage());
                    System.exit(69);
                }
            }
            if (!command.stays()) {
                System.err.println("Breakroom could not do that: " + e.getMessage());
                System.exit(70);
            }
            throw e;
        }
    }
}
