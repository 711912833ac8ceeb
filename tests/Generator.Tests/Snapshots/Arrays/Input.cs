namespace Acme;

public static class Arrays
{
    [AsyncJob("POST /arrays")]
    public static void Run(
        string[] names,
        int[]? counts,
        List<Guid> ids,
        IReadOnlyList<DateOnly> days,
        IEnumerable<DayOfWeek> weekdays,
        IReadOnlyCollection<decimal>? amounts,
        ICollection<Uri> links,
        IList<bool> flags,
        JobContext job,
        [FromQuery(Name = "tag")] params string[] tags) { }
}
