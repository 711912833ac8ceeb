namespace AsyncJobs.Jobs;

internal sealed class ProgressReporter
{
    public ValueTask ReportAsync(double fraction, string? message) => throw new NotImplementedException();
}
