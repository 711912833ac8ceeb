using AsyncJobs.Jobs;

namespace AsyncJobs.Local.Functions;

/// <summary>The functions that a deployment of the application has.</summary>
internal interface ILocalFunctions : IAsyncDisposable
{
    /// <summary>Answers whatever request no other one answers.</summary>
    ILocalFunction Http { get; }

    /// <summary>Answers GET and DELETE of a job's URL.</summary>
    ILocalFunction Status { get; }

    /// <summary>Answers GET of a job's URL where that streams, in place of <see cref="Status"/>; null where nothing does.</summary>
    IStreamingFunction? Stream => null;

    /// <summary>The on-failure destination of the workers.</summary>
    ILocalFunction Settle { get; }

    /// <summary>Starts jobs.</summary>
    ILocalFunction Accept(JobDefinition job);

    /// <summary>Works on jobs.</summary>
    ILocalFunction Work(JobDefinition job);
}
