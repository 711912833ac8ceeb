// For examples that are about the jobs of a project and show none: part of their project.
public static class Surrounding
{
    [AsyncJob("POST /surroundings")]
    public static void Job(JobContext job) => job.CancellationToken.ThrowIfCancellationRequested();
}
