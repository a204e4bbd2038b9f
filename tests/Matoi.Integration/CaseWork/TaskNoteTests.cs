using Matoi.Investigate.Incidents.Notes;
using Matoi.Investigate.Incidents.Tasks;
using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>Tasks and notes lie beside the incident and stand in its timeline.</summary>
public class TaskNoteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Task_is_added_at_the_end_changed_and_listed_by_owner()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var due = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
        await node.Get<AddTask>().HandleAsync(1, new("Rotate", Owner: "bob"), "alice", Ct);
        var (second, _) = await node.Get<AddTask>().HandleAsync(1, new("Tell legal", DueTime: due), "alice", Ct);

        var (done, problem) = await node.Get<ChangeTask>().HandleAsync(second!.Id, new(TaskProgress.Done, Owner: "carol"), "bob", Ct);
        await node.Get<ChangeTask>().HandleAsync(second.Id, new(TaskProgress.Done), "bob", Ct);

        Assert.Equal((null, 2, "carol", TaskProgress.Done, true), (problem, done!.Order, done.Owner, done.Status, done.DoneTime is not null));
        var detail = await node.ShowAsync(1);
        Assert.Equal(["Task added: Rotate, for bob", "Task added: Tell legal, due 2026-03-03T00:00:00Z", "Task 'Tell legal': ToDo → Done, owner nobody → carol"], detail.Timeline.Where(e => e.Kind == TimelineKind.TaskChanged).Select(e => e.Text));
        Assert.Equal(["Rotate"], (await node.Get<ListTasks>().HandleAsync(null, true, "alice", Ct)).Select(r => r.Task.Title));
        Assert.Equal(["Tell legal"], (await node.Get<ListTasks>().HandleAsync("carol", false, "alice", Ct)).Select(r => r.Task.Title));
        Assert.Equal("task-not-found", (await node.Get<ChangeTask>().HandleAsync(Guid.NewGuid(), new(TaskProgress.Done), "bob", Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Note_keeps_every_version_and_refuses_the_late_writer()
    {
        await using var node = await CaseNode.StartAsync(("a1", "alice"));
        var (note, _) = await node.Get<WriteNote>().HandleAsync(1, new("Ask @bob and @carol.", "Questions"), "alice", Ct);

        Assert.Null((await node.Get<WriteNote>().HandleAsync(1, new("@bob says yes", Note: note!.Id, Version: 1), "bob", Ct)).Problem);
        var late = (await node.Get<WriteNote>().HandleAsync(1, new("@carol says no", Note: note.Id, Version: 1), "carol", Ct)).Problem!;

        Assert.Equal(("edit-conflict", true, true), (late.Code, late.Message.Contains("@bob says yes", StringComparison.Ordinal), late.Message.Contains("@carol says no", StringComparison.Ordinal)));
        var detail = await node.ShowAsync(1);
        Assert.Equal(("@bob says yes", 2, "alice", "bob"), (detail.Notes.Single().Text, detail.Notes.Single().Version, detail.Notes.Single().Author, detail.Notes.Single().Editor));
        Assert.Contains("Ask @bob and @carol.", detail.Timeline.First(e => e.Kind == TimelineKind.Noted).Details, StringComparison.Ordinal);
        Assert.Equal((1, 0), ((await node.Get<ListMentions>().HandleAsync("bob", "bob", Ct)).Count, (await node.Get<ListMentions>().HandleAsync("carol", "carol", Ct)).Count));
    }
}
