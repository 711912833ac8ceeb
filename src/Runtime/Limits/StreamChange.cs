using System.Collections.Immutable;

namespace AsyncJobs.Limits;

/// <summary>
/// A step of the places that an owner's streams take. <see cref="StreamPlaces.Apply"/> says what it requires and does; a store applies it in one
/// write.
/// </summary>
internal abstract record StreamChange
{
    private StreamChange()
    {
    }

    /// <summary>A stream is to begin.</summary>
    /// <param name="Place">The id of its place.</param>
    /// <param name="Until">When the place is free again at the latest, in whole milliseconds.</param>
    /// <param name="Most">How many places there are.</param>
    /// <param name="Over">Places whose time is over, as they were read, which are given back by the same write.</param>
    public sealed record Take(string Place, DateTimeOffset Until, int Most, ImmutableSortedDictionary<string, DateTimeOffset> Over) : StreamChange
    {
        // A later stream may end sooner, and whoever takes a place has not read the others. None of them lasts for a day.
        private static readonly TimeSpan s_othersTime = TimeSpan.FromDays(1);

        /// <summary>When nothing of what is counted matters any more, also of the places that were taken before.</summary>
        public DateTimeOffset ExpiresAt => Until + s_othersTime;
    }

    /// <summary>A stream has ended.</summary>
    /// <param name="Place">The id of its place.</param>
    public sealed record Release(string Place) : StreamChange;
}
