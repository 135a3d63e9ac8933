/** The outbox: letters written in the transaction that causes them, sent by a job over SMTP. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "database", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.mail;
