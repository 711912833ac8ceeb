using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Listing;

/// <summary>What listing jobs writes into the log.</summary>
internal sealed class ListLog(JobLog log)
{
    /// <summary>Tells the operator of a list that costs as much as the table is large.</summary>
    public void Scans() => log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.ListScans)
    {
        Message = "Jobs are listed without an index: the whole table is read, with the results and states in it, and half a read unit is paid for "
            + "each 4 KB. AsyncJobsListAll adds the index; AsyncJobsList is enough for lists of one owner.",
    });
}
