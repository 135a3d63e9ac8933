package org.breakroom.ui;

import org.breakroom.access.Open;
import org.jooq.DSLContext;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether this node can work: it answers and its database does. Says nothing else. */
@Controller
class HealthController {
    private final DSLContext sql;

    HealthController(DSLContext sql) {
        this.sql = sql;
    }

    @GetMapping("/health")
    @Open(toAll = true)
    ResponseEntity<String> show() {
        sql.selectOne().fetch();
        return ResponseEntity.ok("ok\n");
    }
}
