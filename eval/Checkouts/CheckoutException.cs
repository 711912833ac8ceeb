namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>A repository is not checked out as the list of repositories says.</summary>
internal sealed class CheckoutException(string message) : Exception(message);
