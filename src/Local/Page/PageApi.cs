using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using AsyncJobs.Events;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Platform;
using AsyncJobs.Operating;
using AsyncJobs.Shared;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>What the page asks its server: the session, the jobs, one job with its log, and the commands.</summary>
/// <param name="operations">The jobs.</param>
/// <param name="window">The newest of them.</param>
/// <param name="settings">What the page has beyond them.</param>
/// <param name="token">What a command has to carry.</param>
/// <param name="time">The clock.</param>
internal sealed class PageApi(IJobOperations operations, JobWindow window, PageSettings settings, PageToken token, TimeProvider time)
{
    private const int UsualLimit = 500;
    private const int LongestWaitSeconds = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private static readonly string s_version =
        typeof(PageApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Its path below that of the API.</param>
    /// <returns>False where there is nothing at this path.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context, string path)
    {
        string[] parts = path.Split('/');
        if (MethodsOf(parts) is not { } methods)
            return false;
        if (methods == PageMethods.Read ? !PageMethods.IsRead(context.Request.Method) : !HttpMethods.IsPost(context.Request.Method))
            return await PageReplies.MethodNotAllowedAsync(context.Response, methods).ConfigureAwait(false);

        try
        {
            return parts switch
            {
                ["session"] => await SessionAsync(context.Response).ConfigureAwait(false),
                ["jobs"] => await ListAsync(context).ConfigureAwait(false),
                ["jobs", var id] => await ShowAsync(context, id).ConfigureAwait(false),
                ["jobs", var id, "log"] => await LogAsync(context, settings.Log!, id).ConfigureAwait(false),
                ["jobs", var id, "cancel"] => await RunAsync(context, OperatorAction.Cancel, id).ConfigureAwait(false),
                ["jobs", var id, "retry"] => await RunAsync(context, OperatorAction.Retry, id).ConfigureAwait(false),
                ["jobs", var id, "redeliver"] => await RunAsync(context, OperatorAction.Redeliver, id).ConfigureAwait(false),
                _ => false,
            };
        }
        catch (OperationsException exception)
        {
            (int status, string title) = exception.IsForbidden
                ? (StatusCodes.Status403Forbidden, "Forbidden")
                : (StatusCodes.Status503ServiceUnavailable, "Service Unavailable");
            await PageReplies.ProblemAsync(context.Response, status, title, exception.Message).ConfigureAwait(false);
            return true;
        }
    }

    private string? MethodsOf(string[] parts) => parts switch
    {
        ["session"] or ["jobs"] or ["jobs", _] => PageMethods.Read,
        ["jobs", _, "log"] when settings.Log is not null => PageMethods.Read,
        ["jobs", _, "cancel" or "retry" or "redeliver"] => PageMethods.Command,
        _ => null,
    };

    private Task<bool> SessionAsync(HttpResponse response)
    {
        OperationsInfo info = operations.Info;
        PageSession session = new()
        {
            Token = token.Value,
            Place = info.Place,
            Version = s_version,
            CanCancel = info.WhyNoCommands is null,
            CanRetry = info.WhyNoCommands is null,
            WhyNot = info.WhyNoCommands,
            HasLog = settings.Log is not null,
            OpenApi = settings.OpenApi is null ? null : PagePaths.OpenApi,
            Server = settings.Server?.GetLeftPart(UriPartial.Authority),
            ListNote = info.ListNote,
            Jobs = settings.Jobs,
        };
        return PageReplies.JsonAsync(response, session, PageJson.Default.PageSession);
    }

    private async Task<bool> ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        if (NumberOf(query, "limit", UsualLimit, JobWindow.Most) is not { } limit)
            return await MalformedAsync(context.Response, "limit", JobWindow.Most).ConfigureAwait(false);
        if (NumberOf(query, "wait", 0, LongestWaitSeconds) is not { } wait)
            return await MalformedAsync(context.Response, "wait", LongestWaitSeconds).ConfigureAwait(false);

        string? revision = query["revision"];
        DateTimeOffset until = time.GetUtcNow().AddSeconds(wait);
        CancellationToken stopping = context.HostStopping();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        WindowChanges changes = await window.ReadAsync(revision, limit, context.RequestAborted).ConfigureAwait(false);

        // A host that stops waits for the requests under way.
        while (changes.IsEmpty && time.GetUtcNow() < until && !stopping.IsCancellationRequested)
        {
            await Task.Delay(s_pause, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            changes = await window.ReadAsync(revision, limit, context.RequestAborted).ConfigureAwait(false);
        }

        return await PageReplies.JsonAsync(context.Response, PageJobs.Of(changes), PageJson.Default.PageJobs).ConfigureAwait(false);
    }

    private async Task<bool> ShowAsync(HttpContext context, string id)
    {
        if (await FindAsync(id, context.RequestAborted).ConfigureAwait(false) is not { } job)
            return await NoJobAsync(context.Response).ConfigureAwait(false);
        if (!HttpMethods.IsGet(context.Request.Method) || !TakesEvents(context.Request))
            return await PageReplies.JsonAsync(context.Response, job, PageJson.Default.JobDetails).ConfigureAwait(false);

        // A host that stops waits for the requests under way.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, context.HostStopping());
        JobStream stream = new(context.Response, settings.LookPause, time);
        await stream.SendAsync(LookAt(job), LookAgainAsync, end.Token).ConfigureAwait(false);
        return true;

        async Task<JobLook?> LookAgainAsync() =>
            await FindAsync(id, context.RequestAborted).ConfigureAwait(false) is { } again ? LookAt(again) : null;
    }

    private async Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken) =>
        await operations.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } job
            ? null
            : job with
            {
                RetriedBy = await window.RetryOfAsync(id, cancellationToken).ConfigureAwait(false),
                TraceId = settings.Log?.TraceOf(id),
            };

    private JobLook LookAt(JobDetails job)
    {
        PageLog? log = settings.Log is { } kept ? new PageLog(kept.Of(job.Id, out bool isCut), isCut) : null;
        return new JobLook(
            JsonSerializer.SerializeToUtf8Bytes(job, PageJson.Default.JobDetails),
            log is null ? null : JsonSerializer.SerializeToUtf8Bytes(log, PageJson.Default.PageLog),
            job.IsFinished && job.Callback?.Status != StatusNames.Pending);
    }

    private static bool TakesEvents(HttpRequest request) =>
        AcceptedTypes.Parse(Encoding.UTF8.GetBytes(request.Headers.Accept.ToString())).NamesEvents;

    private async Task<bool> LogAsync(HttpContext context, KeptLines log, string id)
    {
        IReadOnlyList<KeptLine> lines = log.Of(id, out bool isCut);
        if (lines.Count == 0 && await operations.FindAsync(id, context.RequestAborted).ConfigureAwait(false) is null)
            return await NoJobAsync(context.Response).ConfigureAwait(false);

        return await PageReplies.JsonAsync(context.Response, new PageLog(lines, isCut), PageJson.Default.PageLog).ConfigureAwait(false);
    }

    private static async Task<bool> NoJobAsync(HttpResponse response)
    {
        await PageReplies.NotFoundAsync(response, "There is no job of this id; it may have expired.").ConfigureAwait(false);
        return true;
    }

    private async Task<bool> RunAsync(HttpContext context, OperatorAction action, string id)
    {
        if (!token.IsIn(context.Request))
        {
            await PageReplies.ProblemAsync(
                context.Response,
                StatusCodes.Status403Forbidden,
                "Forbidden",
                $"The request lacks the token of this server's session in {PageToken.Header}: read {PagePaths.Api}session again.")
                .ConfigureAwait(false);
            return true;
        }

        // Whoever goes away in the meantime has asked for it all the same.
        OperatorReply reply = await operations.RunAsync(new OperatorEvent(action, id), CancellationToken.None).ConfigureAwait(false);
        window.Expire();
        ArrayBufferWriter<byte> json = new();
        reply.Write(json);
        return await PageReplies.JsonAsync(context.Response, json.WrittenMemory).ConfigureAwait(false);
    }

    private static int? NumberOf(IQueryCollection query, string name, int otherwise, int most) => query[name] switch
    {
        [] => otherwise,
        [{ } text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most => number,
        _ => null,
    };

    private static async Task<bool> MalformedAsync(HttpResponse response, string name, int most)
    {
        await PageReplies.ProblemAsync(
            response, StatusCodes.Status400BadRequest, "Bad Request", $"'{name}' must be a number up to {most}.").ConfigureAwait(false);
        return true;
    }
}
