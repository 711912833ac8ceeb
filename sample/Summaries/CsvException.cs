using AsyncJobs;

namespace Sample.Summaries;

/// <summary>The data is not CSV. Trying again would not help, so the job fails at once.</summary>
internal sealed class CsvException : JobException
{
    public CsvException(int line, string fault)
        : base(10011, $"Line {line} of the CSV: {fault}")
    {
        Retry = false;
    }
}
