namespace AsyncJobs.Chaos.Faults;

/// <summary>How often what goes wrong with requests to DynamoDB.</summary>
internal static class TableFaults
{
    // Longer than the SDK tries by itself.
    private const int OutageLength = 6;

    /// <param name="dice">Of one job and one kind of request.</param>
    /// <param name="number">The how manieth request of the kind it is.</param>
    public static TableFault Choose(Dice dice, int number)
    {
        if (number <= OutageLength && dice.Happens("outage", 1.5))
            return number % 2 == 0 ? TableFault.ServerError : TableFault.Throttled;

        return dice.Roll($"fault {number}") switch
        {
            < 0.02 => TableFault.Throttled,
            < 0.03 => TableFault.ServerError,
            < 0.05 => TableFault.Delayed,
            < 0.06 => TableFault.RequestLost,
            < 0.08 => TableFault.AnswerLost,
            _ => TableFault.None,
        };
    }
}
