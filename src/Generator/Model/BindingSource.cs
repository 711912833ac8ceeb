namespace AsyncJobs.Generator.Model;

/// <summary>Where a parameter's value comes from.</summary>
internal enum BindingSource
{
    Route,
    Query,
    Header,
    Body,
    Service,
    ServiceProvider,
    JobContext,
    Budget,
    CancellationToken,
}
