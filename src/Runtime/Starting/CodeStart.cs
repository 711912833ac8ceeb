using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;
using AsyncJobs.Texts;

namespace AsyncJobs.Starting;

/// <summary>Starts jobs from code, in the steps in which a request starts them: bind, envelope, start, reply.</summary>
internal sealed class CodeStart(JobCatalog jobs, StartRules rules, JobStarter starter, PayloadArchive archive)
{
    /// <summary>Starts a job, or gives the one that was started before under the same idempotency key.</summary>
    /// <param name="job">Its definition.</param>
    /// <param name="args">Its arguments, which stay the caller's to dispose of.</param>
    /// <param name="options">How it is started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">Input, key or callback are refused; the message says why.</exception>
    /// <exception cref="JobDispatchException">A job's method calls it, and the job's Starts does not name the other one.</exception>
    /// <exception cref="JobLimitException">The owner has too many jobs.</exception>
    public async ValueTask<JobSnapshot<TResult>> StartAsync<TResult>(
        JobDefinition<TResult> job, ArgumentWriter args, JobStartOptions? options, CancellationToken cancellationToken)
    {
        NamedStarts.Check(jobs, job, InvocationScope.Current);
        Check(job, options);
        HttpCorrelation correlation = CorrelationOf(InvocationScope.Current);
        string id = rules.IdOf(job, options?.Owner, options?.IdempotencyKey);

        using StartEnvelope envelope = new(id, job, correlation);
        envelope.Writer.WriteRawValue(args.Finish().Span, skipInputValidation: true);
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
            IgnoresLimits = options?.IgnoreLimits is true,
            RequestId = InvocationScope.Current.RequestId,
        };
        JobStart start = await starter.StartAsync(request, InvocationBudget.Current, cancellationToken).ConfigureAwait(false);
        if (start.Outcome is JobStartOutcome.KeyReused)
        {
            string used = start.Record.PurgedAt is null ? "was used before with another input" : "is that of a job that was removed";
            throw new ArgumentException($"The idempotency key '{options?.IdempotencyKey}' of the job '{job.Name}' {used}.", nameof(options));
        }

        return SnapshotReader.Read(job, await archive.WithResultAsync(start.Record, cancellationToken).ConfigureAwait(false));
    }

    // Code may have made the scope of whatever it likes. As from a request, ids count only in their form: they travel with the record and the event.
    public static HttpCorrelation CorrelationOf(InvocationScope scope)
    {
        (string? parent, string? state) = JobActivities.Current() ?? (scope.TraceParent, scope.TraceState);
        parent = parent is null ? null : TraceParent.Read(parent);
        return new HttpCorrelation(
            scope.CorrelationId is { } id ? HttpCorrelation.CheckId(id) : null,
            parent,
            parent is null || state is null ? null : TraceState.Read(state));
    }

    private void Check(JobDefinition job, JobStartOptions? options)
    {
        if (options?.Owner?.Length > StoredText.LongestOwner)
        {
            throw new ArgumentException(
                $"The owner has {options.Owner.Length} characters; at most {StoredText.LongestOwner} are kept with a job.", nameof(options));
        }

        if (options?.IdempotencyKey is { } key && !IdempotencyKey.HasForm(key))
            throw new ArgumentException($"The idempotency key must be {IdempotencyKey.Form}.", nameof(options));
        if (rules.CallbackFault(options?.CallbackUrl?.AbsoluteUri) is { } fault)
        {
            string inTests = rules.HasCallbacks ? "" : " In a JobTestHost, JobTestHostOptions.UseCallbacks enables them.";
            throw new ArgumentException($"The callback's URL {fault}.{inTests}", nameof(options));
        }

        if (IdempotencyKey.IsMissing(job, options?.IdempotencyKey))
        {
            throw new ArgumentException(
                $"The job '{job.Name}' is started under an idempotency key only: set {nameof(JobStartOptions.IdempotencyKey)}.", nameof(options));
        }
    }
}
