using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Listing;

namespace AsyncJobs.Endpoints;

/// <summary>Answers GET of the URL of a caller's jobs. It writes nothing, and reads nothing but jobs of whom the API has authenticated.</summary>
/// <param name="owners">Who owns the jobs.</param>
/// <param name="jobs">Lists them.</param>
/// <param name="publicBaseUrl">Where the API is reached from outside; null where replies have relative URLs.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says of whom it is not known who they are.</param>
internal sealed class ListEndpoint(OwnerSetting owners, OwnJobs jobs, Uri? publicBaseUrl, TimeProvider time, EndpointLog log)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers, if the caller is one who can have jobs. Of everybody else it is to seem that there is nothing at this path.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allow">The methods that jobs take at this path; null for none.</param>
    /// <param name="invocation">The invocation.</param>
    /// <param name="responder">Takes the reply.</param>
    public async ValueTask<bool> TryAnswerAsync(HttpEvent request, string? allow, Invocation invocation, HttpResponder responder)
    {
        JobOwner caller = request.Owner(owners);
        if (caller.Text is not { } owner)
        {
            if (caller.IsUnknown)
                log.OwnerUnknown(caller, owners, null, null, invocation);
            return false;
        }

        if (request.Method != ListLocation.Method)
        {
            string methods = allow is null ? ListLocation.Method : $"{ListLocation.Method}, {allow}";
            responder.Problem(405, JobErrorCodes.MethodNotAllowed, $"This path takes {methods}.", allow: methods);
            return true;
        }

        HttpFaults faults = new();
        ListRequest list = ListRequest.Read(request, owner, faults);
        if (faults.Count > 0)
        {
            responder.BadRequest(faults);
            return true;
        }

        await ShowAsync(list, invocation, responder).ConfigureAwait(false);
        return true;
    }

    private async ValueTask ShowAsync(ListRequest list, Invocation invocation, HttpResponder responder)
    {
        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        JobPage page;
        try
        {
            page = await jobs.ReadAsync(list.Filter, list.After, list.PageSize, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(null, invocation, exception);
            responder.Unavailable(exception, "The jobs cannot be listed");
            return;
        }

        string? token = page.Last is { } last ? PageToken.Write(list.Filter, last) : null;
        string? next = page.Last is { } end ? ListLocation.Next(list, end, publicBaseUrl) : null;
        responder.List(page, token, next);
    }
}
