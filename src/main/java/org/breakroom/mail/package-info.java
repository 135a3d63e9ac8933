/** The outbox: letters and text messages, written in the transaction that causes them, each handed over once by a job. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "database", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.mail;
