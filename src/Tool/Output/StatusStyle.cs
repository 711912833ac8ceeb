using AsyncJobs.Shared;
using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>The colours of statuses.</summary>
internal static class StatusStyle
{
    /// <summary>The style of a status as the wire has it.</summary>
    public static Style Of(string status) => status switch
    {
        StatusNames.Pending => new Style(Color.Yellow),
        StatusNames.Running => new Style(Color.Blue),
        StatusNames.Succeeded => new Style(Color.Green),
        StatusNames.Failed or StatusNames.TimedOut => new Style(Color.Red),
        StatusNames.Cancelled => new Style(Color.Grey),
        _ => Style.Plain,
    };
}
