using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Jobs;

/// <summary>A job whose method returns a file: the base of generated code.</summary>
/// <typeparam name="TInput">The method's arguments.</typeparam>
public abstract class FileJobDefinition<TInput> : JobDefinition<JobDownload>
{
    /// <summary>Makes the definition of a job without a route.</summary>
    /// <param name="name">The job's name.</param>
    protected FileJobDefinition(string name)
        : base(name, null)
    {
    }

    /// <summary>Makes the definition.</summary>
    /// <param name="name">The job's name.</param>
    /// <param name="route">The endpoint that starts the job.</param>
    protected FileJobDefinition(string name, JobRoute route)
        : base(name, route)
    {
    }

    internal sealed override bool ReturnsFile => true;

    /// <inheritdoc/>
    protected internal sealed override JsonTypeInfo<JobDownload>? ResultType => JobFileJson.Default.JobDownload;

    /// <summary>Reads the arguments. Faults are noted with the reader, not thrown.</summary>
    protected abstract TInput BindInput(ArgumentReader args);

    /// <summary>Calls the method, and has the file kept before anything is disposed of that the method used.</summary>
    protected abstract ValueTask RunAsync(TInput input, JobContext job, JobOutput output);

    internal sealed override void Bind(ArgumentReader args) => BindInput(args);

    internal sealed override ValueTask RunAsync(ArgumentReader args, JobContext job, JobOutput output) => RunAsync(BindInput(args), job, output);
}
