using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;

namespace AsyncJobs.Tool.Commands;

/// <summary>Says before a list what it costs.</summary>
internal static class ListNotes
{
    /// <summary>Warns, unless it costs nothing that matters.</summary>
    /// <param name="output">Where.</param>
    /// <param name="place">What is listed.</param>
    /// <param name="owner">Whose jobs; null for everybody's.</param>
    public static void Warn(ToolOutput output, JobPlace place, string? owner)
    {
        if (place.Operations.Info.ListNote is { } note && (owner is null || !place.ListsOwners))
            output.Warn(note);
    }
}
