namespace AsyncJobs.ColdStart.Annotations.Jobs;

internal enum StartOutcome
{
    Started,
    KeyIsOfAnotherRequest,
    Failed,
}
