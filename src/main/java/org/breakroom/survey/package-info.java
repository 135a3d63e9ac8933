/** Questions to people: built once, answered once each, with or without a name; counted without showing who is few. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "answer", "ui", "federation", "member", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.survey;
