using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>A repository that somebody has checked out by hand.</summary>
internal sealed class Checkout
{
    private Checkout(LabelledRepository repository, string folder)
    {
        Repository = repository;
        Folder = folder;
    }

    public LabelledRepository Repository { get; }

    public string Folder { get; }

    /// <summary>Finds a repository's folder, which is named owner+name, and makes sure that it is at the commit.</summary>
    /// <exception cref="CheckoutException">It is not there, or at another commit.</exception>
    public static Checkout Find(LabelledRepository repository, string parent)
    {
        string folder = Path.GetFullPath(Path.Combine(parent, repository.Name.Replace('/', '+')));
        string head = Path.Combine(folder, ".git", "HEAD");
        if (!File.Exists(head))
            throw new CheckoutException($"{folder} is no clone. Clone {repository.Name} there, and check out {repository.Commit}.");
        if (File.ReadAllText(head).Trim() is var commit && commit != repository.Commit)
            throw new CheckoutException($"{folder} is at \"{commit}\". Check out {repository.Commit} there, by its name.");
        return new Checkout(repository, folder);
    }

    /// <summary>A file's path as the labels have it.</summary>
    public string PathOf(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');
}
