/** The PostgreSQL that Breakroom keeps: started from the embedded binaries or named by an address, its roles, its jobs. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"kernel", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.database;
