package io.github.rekey.rotation;

/**
 * What has been spent and what can be spent of one kind of management call.
 *
 * @param kind as Azure names it: reads, writes
 * @param usual calls that it takes to see a resource through, as seen so far
 * @param begun calls made for resources that are not seen through yet
 * @param left calls that the buckets allow at once
 * @param perSecond calls that come back each second
 */
public record Spending(String kind, double usual, double begun, double left, double perSecond) {}
