namespace AsyncJobs.Sam;

/// <summary>By what how jobs go on is streamed.</summary>
internal enum StreamForm
{
    None,

    /// <summary>By GET of a job's URL at the REST API.</summary>
    Rest,

    /// <summary>By a function URL beside the API.</summary>
    FunctionUrl,
}
