"""From a question in free text to the topic that answers it, surely or nearly."""
