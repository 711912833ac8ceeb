using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>Somebody who does not run the job has read it, and is about to end it.</summary>
internal sealed record EndPlan(JobTransition Transition, EndPlan.Planner By)
{
    public enum Planner
    {
        Reader,

        /// <summary>Settle, by a message of the queue. The message comes again unless settle is through with it.</summary>
        Queue,

        /// <summary>Settle, by the platform's word that it gave up; see <see cref="ChainPhase.Settling"/>.</summary>
        Settle,

        /// <summary>A worker whose claim was refused; see <see cref="ChainPhase.Leaving"/>.</summary>
        Worker,
    }
}
