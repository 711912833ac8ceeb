using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The keys of <c>[AssemblyMetadata]</c> by which an assembly says what its jobs need.</summary>
[Embedded]
internal static class ManifestNames
{
    /// <summary>The jobs together.</summary>
    public const string App = "AsyncJobs.App";

    /// <summary>Whether the jobs have a bucket for large payloads: a member of <see cref="App"/>.</summary>
    public const string PayloadBucket = "payloadBucket";

    /// <summary>One job.</summary>
    public const string Job = "AsyncJobs.Job";

    /// <summary>Who owns a job, as the build says. <c>build/AsyncJobs.Generator.props</c> writes it.</summary>
    public const string Owner = "AsyncJobs.Owner";

    /// <summary>How many unfinished jobs an owner may have, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string MaxUnfinishedPerOwner = "AsyncJobs.MaxUnfinishedPerOwner";

    /// <summary>How many jobs an owner may start a minute, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string MaxStartsPerMinutePerOwner = "AsyncJobs.MaxStartsPerMinutePerOwner";

    /// <summary>How many streams a caller may hold, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string MaxStreamsPerOwner = "AsyncJobs.MaxStreamsPerOwner";

    /// <summary>Whether callers may remove their finished jobs, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string Purge = "AsyncJobs.Purge";

    /// <summary>By what how jobs go on is streamed, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string Streaming = "AsyncJobs.Streaming";

    /// <summary>
    /// Whether jobs have a URL though no job has a route, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.
    /// </summary>
    public const string Status = "AsyncJobs.Status";

    /// <summary>Whether callers may list their jobs, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string List = "AsyncJobs.List";

    /// <summary>Whether all jobs are listed by an index, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string ListAll = "AsyncJobs.ListAll";

    /// <summary>
    /// Whether jobs share the function that answers requests, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.
    /// </summary>
    public const string Functions = "AsyncJobs.Functions";

    /// <summary>The authorizer of jobs that name none, as the build says. <c>build/AsyncJobs.Generator.props</c> writes it.</summary>
    public const string Authorizer = "AsyncJobs.Authorizer";

    /// <summary>
    /// The URL of the API that the OpenAPI document names, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.
    /// </summary>
    public const string OpenApiServer = "AsyncJobs.OpenApiServer";

    /// <summary>
    /// Whom the OpenAPI document names to those with questions, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.
    /// </summary>
    public const string OpenApiContact = "AsyncJobs.OpenApiContact";

    /// <summary>The origins whose pages may call the jobs, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string CorsOrigins = "AsyncJobs.CorsOrigins";

    /// <summary>The hosts that callbacks may go to, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string CallbackHosts = "AsyncJobs.CallbackHosts";

    /// <summary>Where the secrets stand that sign callbacks, as the build says. <c>build/AsyncJobs.Template.targets</c> writes it.</summary>
    public const string WebhookSecret = "AsyncJobs.WebhookSecret";

    /// <summary>The version of the form. A reader that meets a higher one is older than the generator that wrote it.</summary>
    public const int Version = 1;
}
