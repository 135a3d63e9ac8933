/** Breakroom: one package a room. ARCHITECTURE.md says how they stand to each other. */
@org.jspecify.annotations.NullMarked
package org.breakroom;
