using AsyncJobs.Events;
using AsyncJobs.Jobs;

namespace AsyncJobs.Endpoints;

/// <summary>
/// Answers browsers that ask whether a page of another origin may send its request. One answer for all endpoints: what a page may do with a job is
/// judged when its request comes.
/// </summary>
/// <param name="setting">Which pages may.</param>
/// <param name="jobs">The application's jobs.</param>
/// <param name="actsOnJobs">Whether requests can run jobs again, or have their callbacks delivered anew.</param>
internal sealed class PreflightReplies(CorsSetting setting, JobList jobs, bool actsOnJobs)
{
    /// <summary>Answers, if this is what the request asks and there is a setting to answer from.</summary>
    public bool TryAnswer(HttpEvent request, CorsGrant grant, HttpResponder responder)
    {
        if (!setting.IsOn || !Preflight.TryRead(request, out Preflight preflight))
            return false;

        if (grant.Origin is null)
        {
            responder.Problem(
                403,
                JobErrorCodes.Forbidden,
                "Pages of this origin may not call the jobs. The application's AsyncJobsCorsOrigins lists those that may.");
        }
        else
        {
            responder.Preflight(new PreflightAnswer(Methods(), preflight.Headers));
        }

        return true;
    }

    private string Methods() => string.Join(
        ", ",
        jobs.Outlines.Select(static job => job.Route?.Method).OfType<string>()
            .Concat(JobLocation.Methods)
            .Concat(actsOnJobs ? [RetryEndpoint.Route.Method] : [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
