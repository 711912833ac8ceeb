using AsyncJobs.Shared;

namespace AsyncJobs.Callbacks;

/// <summary>
/// The keys that sign callbacks. Those that stand elsewhere are read for the first callback, and anew after some minutes, so that another secret
/// needs no deployment. Safe for concurrent use.
/// </summary>
internal sealed class WebhookKeys
{
    // Receivers need longer than this to be told of another secret.
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    // Whoever cannot be read is asked again before long, and meanwhile the keys are those of before.
    private static readonly TimeSpan s_pauseAfterFault = TimeSpan.FromMinutes(1);

    // What signed until now is as good: no callback has to wait for what may not come.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private static readonly char[] s_separators = [' ', ',', '\r', '\n', '\t'];

    private readonly IReadOnlyList<string> _secrets;
    private readonly ISecretReader? _reader;
    private Held? _held;

    /// <param name="secrets">Secrets, and references to secrets.</param>
    /// <param name="reader">Reads what is referred to; null where nothing may be.</param>
    /// <exception cref="ArgumentException">One is neither. The message does not hold it.</exception>
    public WebhookKeys(IEnumerable<string> secrets, ISecretReader? reader)
    {
        _secrets = [.. secrets];
        foreach (string secret in _secrets)
        {
            if (reader is null || SecretReference.TryParse(secret) is null)
                WebhookSigner.ParseSecret(secret);
            else
                _reader = reader;
        }

        if (_reader is null)
            _held = new Held(new WebhookSigner([.. _secrets.Select(WebhookSigner.ParseSecret)]), DateTimeOffset.MaxValue);
    }

    /// <summary>Whether there is any.</summary>
    public bool HasAny => _secrets.Count > 0;

    /// <summary>The signer of this moment.</summary>
    /// <param name="budget">What may be spent. Its clock says how old the keys are.</param>
    /// <returns>The signer, and why its keys could not be read anew; null where they could, or need not.</returns>
    /// <exception cref="SecretUnreadableException">A key cannot be read, and never could.</exception>
    public async ValueTask<(WebhookSigner Signer, SecretUnreadableException? Fault)> GetAsync(InvocationBudget budget)
    {
        // By the wall clock: a function that is frozen between two invocations has another notion of how long that was.
        Held? held = Volatile.Read(ref _held);
        DateTimeOffset now = budget.Time.GetUtcNow();
        if (held is not null && now < held.Until)
            return (held.Signer, null);

        if (held is not null)
            return await RenewAsync(held, now, budget).ConfigureAwait(false);

        return (await ReadSignerAsync(now, budget.Token).ConfigureAwait(false), null);
    }

    private async ValueTask<(WebhookSigner Signer, SecretUnreadableException? Fault)> RenewAsync(
        Held held, DateTimeOffset now, InvocationBudget budget)
    {
        SecretUnreadableException fault;
        using InvocationBudget part = budget.Slice(s_patience);
        try
        {
            return (await ReadSignerAsync(now, part.Token).ConfigureAwait(false), null);
        }
        catch (SecretUnreadableException unreadable)
        {
            fault = unreadable;
        }
        catch (OperationCanceledException exception) when (!budget.Token.IsCancellationRequested)
        {
            fault = new SecretUnreadableException($"It did not come within {s_patience.TotalSeconds} s.", exception);
        }

        Volatile.Write(ref _held, held with { Until = now + s_pauseAfterFault });
        return (held.Signer, fault);
    }

    private async ValueTask<WebhookSigner> ReadSignerAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        WebhookSigner signer = new(await ReadAsync(cancellationToken).ConfigureAwait(false));
        Volatile.Write(ref _held, new Held(signer, now + s_life));
        return signer;
    }

    private async ValueTask<byte[][]> ReadAsync(CancellationToken cancellationToken)
    {
        List<byte[]> keys = [];
        foreach (string secret in _secrets)
        {
            if (SecretReference.TryParse(secret) is { } reference)
                keys.AddRange(KeysOf(reference, await _reader!.ReadAsync(reference.Text, cancellationToken).ConfigureAwait(false)));
            else
                keys.Add(WebhookSigner.ParseSecret(secret));
        }

        return [.. keys];
    }

    private static List<byte[]> KeysOf(SecretReference reference, string text)
    {
        try
        {
            List<byte[]> keys = [.. text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Select(WebhookSigner.ParseSecret)];
            return keys.Count > 0 ? keys : throw Malformed(reference);
        }
        catch (ArgumentException)
        {
            throw Malformed(reference);
        }
    }

    private static SecretUnreadableException Malformed(SecretReference reference) => new(
        $"What stands under {reference.Text} is not a secret of callbacks: its text must be 'whsec_' and the base64 of 24 to 64 bytes, or several of "
        + "these, separated by spaces.");

    private sealed record Held(WebhookSigner Signer, DateTimeOffset Until);
}
