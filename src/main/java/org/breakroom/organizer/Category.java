package org.breakroom.organizer;

/**
 * What a payment is for, as a union reports it: the functional categories of Form LM-2, schedules 15 to 19 (29 U.S.C. 431(b), 29
 * C.F.R. 403).
 */
public enum Category {
    REPRESENTATION,
    POLITICS,
    CONTRIBUTIONS,
    OVERHEAD,
    ADMINISTRATION
}
