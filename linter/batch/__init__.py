"""Many messages at once: tables in, findings out, on one machine or on a cluster.

    tables → chunks → a process that judges one → its file, and a line in the journal

`tables` and the formats know rows and files, `worker` judges, `journal` knows what is
done, and only `engine` knows Ray. A message itself never goes through Ray: a process
reads its chunk and writes its file, so that Ray's store and logs hold nothing of it.
"""
