using AsyncJobs.Binding;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Starting;

/// <summary>Starts jobs from code, in the steps in which a request starts them: bind, envelope, start, reply.</summary>
internal sealed class CodeStart(StartRules rules, JobStarter starter, PayloadArchive archive)
{
    /// <summary>Starts a job, or gives the one that was started before under the same idempotency key.</summary>
    /// <exception cref="ArgumentException">Input, key or callback are refused; the message says why.</exception>
    public async ValueTask<JobSnapshot<TResult>> StartAsync<TResult>(
        JobDefinition<TResult> job, ArgumentWriter args, JobStartOptions? options, CancellationToken cancellationToken)
    {
        using ArgumentWriter written = args;
        Check(job, options);
        InvocationScope scope = InvocationScope.Current;
        HttpCorrelation correlation = new(scope.CorrelationId, JobActivities.CurrentTraceParent() ?? scope.TraceParent, null);
        string id = rules.IdOf(job, options?.Owner, options?.IdempotencyKey);

        using StartEnvelope envelope = new(id, job, correlation);
        envelope.Writer.WriteRawValue(written.Finish().Span, skipInputValidation: true);
        envelope.Close();
        if (envelope.SizeFault(archive) is { } fault)
            throw new ArgumentException(fault, nameof(args));

        JobStartRequest request = new()
        {
            Job = job,
            Id = id,
            Envelope = envelope,
            Owner = options?.Owner,
            Correlation = correlation,
            CallbackUrl = options?.CallbackUrl?.AbsoluteUri,
            HasKey = options?.IdempotencyKey is not null,
            RequestId = scope.RequestId,
        };
        JobStart start = await starter.StartAsync(request, InvocationBudget.Current, cancellationToken).ConfigureAwait(false);
        if (start.Outcome is JobStartOutcome.KeyReused)
            throw new ArgumentException("The idempotency key was used before with another input.", nameof(options));

        return SnapshotReader.Read(job, await archive.WithResultAsync(start.Record, cancellationToken).ConfigureAwait(false));
    }

    private void Check(JobDefinition job, JobStartOptions? options)
    {
        if (options?.Owner?.Length > StoredText.LongestOwner)
            throw new ArgumentException($"The owner has {options.Owner.Length} characters; at most {StoredText.LongestOwner} are kept with a job.", nameof(options));
        if (options?.IdempotencyKey is { } key && !IdempotencyKey.HasForm(key))
            throw new ArgumentException($"The idempotency key must be {IdempotencyKey.Form}.", nameof(options));
        if (rules.CallbackFault(options?.CallbackUrl?.AbsoluteUri) is { } fault)
            throw new ArgumentException($"The callback's URL {fault}.", nameof(options));
        if (IdempotencyKey.IsMissing(job, options?.IdempotencyKey))
            throw new ArgumentException($"The job '{job.Name}' is started under an idempotency key only: set {nameof(JobStartOptions.IdempotencyKey)}.", nameof(options));
    }
}
