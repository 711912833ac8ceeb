using System.Collections.Immutable;

namespace AsyncJobs.Limits;

/// <summary>The places that the streams of one owner take, each with the time at which it is free again, whoever gives it back or does not.</summary>
internal sealed record StreamPlaces
{
    /// <summary>The places of an owner who has no streams.</summary>
    public static StreamPlaces None { get; } = new();

    /// <summary>The places that are taken, by their ids, and until when at most.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Taken { get; init; } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>The places whose time is over: their streams ended without giving them back.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> OverAt(DateTimeOffset now) =>
        Taken.RemoveRange(Taken.Where(place => place.Value > now).Select(static place => place.Key));

    /// <summary>Applies a change. Every store must agree with it.</summary>
    /// <param name="places">What is taken.</param>
    /// <param name="change">The step.</param>
    /// <returns>What is taken then; null where the step is refused.</returns>
    public static StreamPlaces? Apply(StreamPlaces places, StreamChange change) => change switch
    {
        StreamChange.Take take when CanTake(places, take) =>
            places with { Taken = places.Taken.RemoveRange(take.Over.Keys).Add(take.Place, take.Until) },
        StreamChange.Release release when places.Taken.ContainsKey(release.Place) => places with { Taken = places.Taken.Remove(release.Place) },
        _ => null,
    };

    private static bool CanTake(StreamPlaces places, StreamChange.Take take) =>
        !places.Taken.ContainsKey(take.Place)
        && places.Taken.Count < take.Most + take.Over.Count
        && take.Over.All(over => places.Taken.TryGetValue(over.Key, out DateTimeOffset until) && until == over.Value);
}
