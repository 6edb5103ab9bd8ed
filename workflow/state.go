package workflow

// A State is where a document stands in its flow. States are named in the flow
// tables and in tests, nowhere else: code asks the Flow.
type State string

// An Action is what a person does to a document in a state.
type Action string

// A Desk is where a record waits: a person's own, that of the head of a
// division, or that of văn thư. "" is no desk: the flow has ended.
type Desk string
