namespace AsyncJobs.Sam.Tests;

/// <summary>Jobs that start each other, as <c>one: two, three</c> says; <c>one+</c> has a state, and goes on in other invocations.</summary>
internal static class StartGraphs
{
    public static string[] Of(params string[] jobs) => [.. jobs.Select(Job)];

    private static string Job(string line)
    {
        string[] parts = line.Split(':');
        string name = parts[0].TrimEnd('+');
        string[] starts = [.. parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(start => $"\"{start}\"")];
        string[] more = [.. parts[0].EndsWith('+') ? ["\"hasState\":true"] : Array.Empty<string>(), .. starts.Length > 0 ? [$"\"starts\":[{string.Join(',', starts)}]"] : Array.Empty<string>()];
        return JobAssembly.Job(name, "/" + name, string.Join(',', more));
    }
}
